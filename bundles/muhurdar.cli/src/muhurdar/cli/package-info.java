/** Command line. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.cli;
