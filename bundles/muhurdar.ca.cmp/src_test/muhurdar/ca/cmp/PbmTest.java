package muhurdar.ca.cmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.CMPObjectIdentifiers;
import org.bouncycastle.asn1.cmp.PBMParameter;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.iana.IANAObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;

import muhurdar.domain.Bytes;

class PbmTest {

	private static final ASN1ObjectIdentifier SHA256 = NISTObjectIdentifiers.id_sha256;

	private static AlgorithmIdentifier parameters(int salt, ASN1ObjectIdentifier owf, int iterations, ASN1ObjectIdentifier mac) {
		return new AlgorithmIdentifier(CMPObjectIdentifiers.passwordBasedMac,
				new PBMParameter(new byte[salt], new AlgorithmIdentifier(owf), iterations, new AlgorithmIdentifier(mac)));
	}

	private static void refused(AlgorithmIdentifier algorithm, int bit) {
		CmpFault fault = assertThrows(CmpFault.class, () -> Pbm.mac(algorithm, Made.secret("x"), Bytes.of()));
		assertEquals(bit, fault.failure(), fault.getMessage());
	}

	@Test
	void parametersOutOfBoundsAreRefused() {
		refused(parameters(7, SHA256, 500, IANAObjectIdentifiers.hmacSHA1), PKIFailureInfo.badAlg);
		refused(parameters(129, SHA256, 500, IANAObjectIdentifiers.hmacSHA1), PKIFailureInfo.badAlg);
		refused(parameters(16, SHA256, Pbm.FEWEST_ITERATIONS - 1, IANAObjectIdentifiers.hmacSHA1), PKIFailureInfo.badAlg);
		refused(parameters(16, SHA256, Pbm.MOST_ITERATIONS + 1, IANAObjectIdentifiers.hmacSHA1), PKIFailureInfo.badAlg);
		refused(parameters(16, SHA256, -1, IANAObjectIdentifiers.hmacSHA1), PKIFailureInfo.badAlg);
		refused(parameters(16, OIWObjectIdentifiers.idSHA1, 500, IANAObjectIdentifiers.hmacSHA1), PKIFailureInfo.badAlg);
		refused(parameters(16, SHA256, 500, IANAObjectIdentifiers.hmacMD5), PKIFailureInfo.badAlg);
		refused(new AlgorithmIdentifier(CMPObjectIdentifiers.passwordBasedMac), PKIFailureInfo.badDataFormat);
	}
}
