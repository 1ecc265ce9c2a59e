/**
 * A small certificate authority for demo and test, inside the workstation or in a process of its own, with a folder, keys
 * and a book of its own: it never looks into the RA's store. Everything it issues says TEST.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.ca.embedded;
