/** Simulated readers and cards. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.simulators;
