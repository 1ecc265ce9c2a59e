/** Production perspective. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.ui.production;
