/** Bench: cards through readers. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.bench;
