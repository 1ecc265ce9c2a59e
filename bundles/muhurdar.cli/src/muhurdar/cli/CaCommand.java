package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.nio.file.Path;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.CertificateStatus;
import muhurdar.api.spi.CertificateAuthority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ca …}: what the certificate authority publishes. */
@Command(name = "ca")
final class CaCommand implements Runnable {

	@ParentCommand
	private @Nullable Muhurdar muhurdar;

	@Override
	public void run() {
		throw muhurdar().wrong("command.missing");
	}

	@Command(name = "crl")
	void crl(@Option(names = "--out", paramLabel = "FILE", descriptionKey = "crl.out") @Nullable Path out) {
		muhurdar().service(CertificateStatus.class).publish(muhurdar().actor());
		CertificateAuthority ca = muhurdar().service(CertificateAuthority.class);
		ca.publish();
		byte[] crl = ca.crl().toArray();
		if (out != null) {
			OutFile.write(out, crl);
		}
		muhurdar().output().rows(List.of(row("location", ca.crlLocation(), "bytes", crl.length, "test", ca.test())));
	}

	@Command(name = "chain")
	void chain(@Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "chain.out") Path out) {
		StringBuilder pem = new StringBuilder();
		for (var certificate : muhurdar().service(CertificateAuthority.class).chain()) {
			pem.append("-----BEGIN CERTIFICATE-----\n")
					.append(java.util.Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(certificate.toArray()))
					.append("\n-----END CERTIFICATE-----\n");
		}
		OutFile.write(out, pem.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
	}

	private Muhurdar muhurdar() {
		return Numbers.present(muhurdar);
	}
}
