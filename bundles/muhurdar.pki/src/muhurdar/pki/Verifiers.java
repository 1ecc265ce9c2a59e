package muhurdar.pki;

import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

import muhurdar.domain.Bytes;

/** BouncyCastle's verifiers, with the provider object (without it EC keys are not found). */
final class Verifiers {

	private Verifiers() {
	}

	static ContentVerifierProvider of(Bytes spki) {
		try {
			return new JcaContentVerifierProviderBuilder().setProvider(BouncyCastle.provider())
					.build(Signatures.publicKey(spki));
		} catch (OperatorCreationException e) {
			throw new PkiFault("public key cannot be used", e);
		}
	}
}
