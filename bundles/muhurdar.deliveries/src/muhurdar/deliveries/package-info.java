/** Deliveries. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.deliveries;
