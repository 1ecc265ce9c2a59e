/** PC/SC reader driver. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.reader.pcsc;
