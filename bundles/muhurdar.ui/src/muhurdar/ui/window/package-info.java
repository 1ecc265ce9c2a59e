/** The window itself: start, top bar, rail, foot. Named only by Application.e4xmi and plugin.xml. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.ui.window;
