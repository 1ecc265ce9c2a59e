/**
 * Cards behind a vendor's PKCS#11 module (v2.40): its slots are readers of ours, its tokens cards. Nothing of it shows
 * while the setting {@code pkcs11.module} is empty.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.card.pkcs11;
