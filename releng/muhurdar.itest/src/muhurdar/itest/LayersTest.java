package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** The arrows between our bundles, read off the framework's wiring: a new one is a decision, not an accident. */
class LayersTest {

	private static final Set<String> WORDS = Set.of("muhurdar.api", "muhurdar.domain");
	private static final Set<String> TOOLS = Set.of("muhurdar.pki", "muhurdar.paper");

	@Test
	void everythingDependsOnTheWordsAndNothingSideways() {
		Map<String, Set<String>> arrows = arrows();
		assertFalse(arrows.isEmpty());
		List<String> wrong = new ArrayList<>();
		arrows.forEach((from, tos) -> tos.stream().filter(to -> !allowed(from, to))
				.forEach(to -> wrong.add(from + " → " + to)));
		assertEquals(List.of(), wrong);
	}

	private static boolean allowed(String from, String to) {
		if (from.equals("muhurdar.domain")) {
			return false;
		}
		if (from.equals("muhurdar.api") || TOOLS.contains(from)) {
			return to.equals("muhurdar.domain");
		}
		boolean face = from.startsWith("muhurdar.ui") || from.equals("muhurdar.cli");
		return WORDS.contains(to) || !face && TOOLS.contains(to)
				|| from.startsWith("muhurdar.ui.") && to.equals("muhurdar.ui")
				// a plug-in of a plug-in uses exactly the SPI that the latter exports
				|| from.startsWith("muhurdar.card.akis.") && to.equals("muhurdar.card.akis");
	}

	@Test
	void aBundleWithComponentsIsActivatedLazily() {
		for (Bundle bundle : ours()) {
			if (bundle.getHeaders().get("Service-Component") != null) {
				String policy = bundle.getHeaders().get("Bundle-ActivationPolicy");
				assertTrue(policy != null && policy.startsWith("lazy"), bundle.getSymbolicName() + ": " + policy);
			}
		}
	}

	@Test
	void onlyTheWordsTheToolsTheFaceAndPluginsOfPluginsExport() {
		Set<String> exporters = new TreeSet<>();
		for (Bundle bundle : ours()) {
			if (bundle.getHeaders().get("Export-Package") != null) {
				exporters.add(bundle.getSymbolicName());
			}
		}
		assertEquals(
				new TreeSet<>(List.of("muhurdar.api", "muhurdar.card.akis", "muhurdar.domain", "muhurdar.paper", "muhurdar.pki",
						"muhurdar.ui")),
				exporters);
	}

	private static Map<String, Set<String>> arrows() {
		Map<String, Set<String>> arrows = new TreeMap<>();
		for (Bundle bundle : ours()) {
			BundleWiring wiring = bundle.adapt(BundleWiring.class);
			if (wiring == null) {
				continue; // a fragment has no wiring of its own
			}
			for (String namespace : List.of(PackageNamespace.PACKAGE_NAMESPACE, BundleNamespace.BUNDLE_NAMESPACE)) {
				for (BundleWire wire : wiring.getRequiredWires(namespace)) {
					String to = wire.getProvider().getBundle().getSymbolicName();
					if (to.startsWith("muhurdar.") && !to.equals(bundle.getSymbolicName())) {
						arrows.computeIfAbsent(bundle.getSymbolicName(), key -> new TreeSet<>()).add(to);
					}
				}
			}
		}
		return arrows;
	}

	private static List<Bundle> ours() {
		Set<String> proof = Set.of("muhurdar.itest", "muhurdar.uitest", "muhurdar.swtbot");
		return Arrays.stream(FrameworkUtil.getBundle(LayersTest.class).getBundleContext().getBundles())
				.filter(bundle -> bundle.getSymbolicName().startsWith("muhurdar."))
				.filter(bundle -> !proof.contains(bundle.getSymbolicName())
						&& !bundle.getSymbolicName().startsWith("muhurdar.itest"))
				.toList();
	}
}
