/** Cards: batches, journal, stock. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.cards;
