/** Kargo: cards into parcels, parcels to their holders. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.ui.deliveries;
