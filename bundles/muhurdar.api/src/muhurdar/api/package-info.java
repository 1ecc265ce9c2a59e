/** API: services, SPI, topics. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.api;
