/** Reader returns. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.returns;
