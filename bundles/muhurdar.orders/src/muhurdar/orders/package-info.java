/** Orders. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.orders;
