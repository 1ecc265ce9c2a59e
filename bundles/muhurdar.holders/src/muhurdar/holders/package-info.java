/** Holders: PIN vault. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.holders;
