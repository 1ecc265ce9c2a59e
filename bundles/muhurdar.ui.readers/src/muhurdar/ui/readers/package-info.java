/** Okuyucular: faulty card readers from the call to the answer, and those that are connected here. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.ui.readers;
