/** Demo: synthetic people. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.demo;
