package muhurdar.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

import muhurdar.api.DataFolder;
import muhurdar.api.spi.CardSecrets;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.PinSealer;
import muhurdar.api.spi.SimulatedHands;
import muhurdar.api.spi.Store;
import muhurdar.domain.Actor;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Why;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code demo …}: the demo's people and cards. */
@Command(name = "demo")
final class DemoCommand implements Runnable {

	/** What the demo keeps in the data folder; nothing else is touched. */
	private static final List<String> KEPT = List.of("db", "ca", "vault", "keys", "simulator", "demo.finished");

	@ParentCommand
	private @Nullable Muhurdar muhurdar;

	@Override
	public void run() {
		throw muhurdar().wrong("command.missing");
	}

	/** Makes the demo if the store is empty. */
	@Command(name = "prepare")
	void prepare() {
		muhurdar().say(muhurdar().service(Store.class).demo() ? "demo.ready" : "demo.none");
	}

	/** Throws the demo away; the next start makes a new one. Refused on any store that is not a demo. */
	@Command(name = "reset")
	void reset() throws BundleException {
		Store store = muhurdar().bare(Store.class);
		if (!lost()) {
			Actor by = muhurdar().actor();
			store.write(by, Right.RUN_DEMO, "demo", tx -> {
				if (!store.demo()) {
					throw new Refusal(Why.NOT_A_DEMO);
				}
				return null;
			});
			store.clear(by);
		}
		Path data = muhurdar().bare(DataFolder.class).path("db").getParent();
		for (Object keeper : List.of(store, muhurdar().bare(CertificateAuthority.class), muhurdar().bare(PinSealer.class),
				muhurdar().bare(CardSecrets.class), muhurdar().bare(SimulatedHands.class))) {
			FrameworkUtil.getBundle(keeper.getClass()).stop();
		}
		for (String kept : KEPT) {
			delete(data.resolve(kept));
		}
		muhurdar().say("demo.gone");
	}

	/** Its database is gone, and with it everybody who could sign in. */
	private boolean lost() {
		try {
			muhurdar().service(Store.class);
			return false;
		} catch (Refusal refusal) {
			if (refusal.why() != Why.STORE_LOST) {
				throw refusal;
			}
			return true;
		}
	}

	private static void delete(Path folder) {
		if (!Files.exists(folder)) {
			return;
		}
		try (Stream<Path> paths = Files.walk(folder)) {
			for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(path);
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private Muhurdar muhurdar() {
		return Numbers.present(muhurdar);
	}
}
