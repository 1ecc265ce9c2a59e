/** Settings, data folder, clock, passwords. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.settings;
