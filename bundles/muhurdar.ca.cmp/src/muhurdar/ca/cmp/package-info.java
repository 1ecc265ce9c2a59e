/**
 * Certificate authorities that speak CMP (RFC 9810, profile RFC 9483, over HTTP as RFC 9811 says): a connector to one, and
 * an endpoint that lets others ask ours.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.ca.cmp;
