/** Certificate status. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.status;
