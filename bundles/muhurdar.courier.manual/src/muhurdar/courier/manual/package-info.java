/** Manual courier. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.courier.manual;
