/** The example of README: a driver for a reader that does not exist, a box in the network with slots for cards. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.reader.acme;
