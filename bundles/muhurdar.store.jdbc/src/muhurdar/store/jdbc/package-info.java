/** Store on H2 and PostgreSQL. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.store.jdbc;
