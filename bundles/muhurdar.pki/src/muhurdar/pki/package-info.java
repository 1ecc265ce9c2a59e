/**
 * Small tools around certificates, certificate requests, CRLs and sealed secrets. They know no service and keep no
 * state; BouncyCastle is used through its provider object and never registered for the whole process.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.pki;
