/** Users, roles, four eyes. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.access;
