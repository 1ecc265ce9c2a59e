package muhurdar.ca.embedded;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.domain.Secret;

/**
 * A CA with its keys in a token, in a process of its own: SoftHSM finds its tokens by an environment variable. Arguments:
 * folder, module, slot, PIN file, kind of key. Writes what it issued on hold into the folder, DER.
 */
final class TokenCa {

	private TokenCa() {
	}

	public static void main(String[] arguments) throws Exception {
		Path folder = Path.of(arguments[0]);
		Map<String, String> values = Map.of(KeyChoice.MODULE.key(), arguments[1], KeyChoice.SLOT.key(), arguments[2],
				KeyChoice.PIN_FILE.key(), arguments[3], KeyChoice.KEY.key(), arguments[4]);
		Settings settings = new Settings() {
			@Override
			public <T> T get(Setting<T> setting) {
				String value = values.get(setting.key());
				return value == null ? setting.defaultValue() : setting.parse().apply(value);
			}
		};
		Desk desk = new Desk();
		EmbeddedCa ca = desk.ca(folder, KeyChoice.of(settings, name -> {
			if (!name.equals("ocsp")) { // the responder's key lies in a file of its own
				throw new IllegalStateException("no password is wanted: " + name);
			}
			return Secret.taking("correct horse".getBytes(StandardCharsets.US_ASCII));
		}));
		try {
			for (String name : List.of("first", "second")) {
				Issued issued = ca.issue(desk.request(true));
				Files.write(folder.resolve(name + ".der"), issued.certificate().toArray());
			}
			ca.publish();
			Files.write(folder.resolve("issuing.der"), ca.chain().getFirst().toArray());
			Files.write(folder.resolve("root.der"), ca.chain().getLast().toArray());
			System.out.println("done");
		} catch (CaFault e) {
			System.out.println(e.getMessage());
			try {
				ca.chain();
			} catch (CaFault again) {
				System.out.println(again.getMessage());
			}
		} finally {
			ca.close();
		}
		System.out.flush();
		System.exit(0);
	}
}
