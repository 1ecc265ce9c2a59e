/** Workbench. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.ui;
