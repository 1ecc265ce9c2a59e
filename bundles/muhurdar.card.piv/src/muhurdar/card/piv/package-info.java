/** PIV card profile. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.card.piv;
