/** Domain: records, states, refusals. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.domain;
