/** What plug-ins implement. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.card.akis.spi;
