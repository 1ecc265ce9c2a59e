package muhurdar.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.ReaderModel;
import muhurdar.domain.Bytes;

/** The reader models that installed bundles declare; reads their headers and files, starts nothing. */
final class Models {

	private static final Logger LOG = LoggerFactory.getLogger(Models.class);

	private Models() {
	}

	/** By title. A declaration that cannot be read is logged and left out. */
	static List<ReaderModel> declared(BundleContext context) {
		List<ReaderModel> models = new ArrayList<>();
		for (Bundle bundle : context.getBundles()) {
			@Nullable BundleRevision revision = bundle.adapt(BundleRevision.class);
			if (revision == null) {
				continue;
			}
			for (BundleCapability capability : revision.getDeclaredCapabilities(ReaderModel.NAMESPACE)) {
				try {
					models.add(model(bundle, capability.getAttributes()));
				} catch (IOException | RuntimeException e) {
					LOG.warn("{} declares a reader model that cannot be read", bundle.getSymbolicName(), e);
				}
			}
		}
		models.sort(Comparator.comparing(ReaderModel::title));
		return models;
	}

	/** Changes whenever a bundle comes, goes or is updated. */
	static long stamp(BundleContext context) {
		return Arrays.stream(context.getBundles()).mapToLong(bundle -> 31 * bundle.getBundleId() + bundle.getLastModified())
				.sum();
	}

	/** The model whose declared name is the longest one that the reader's begins with; null if there is none. */
	static @Nullable ReaderModel of(String readerName, List<ReaderModel> models) {
		ReaderModel best = null;
		int longest = 0;
		for (ReaderModel model : models) {
			if (model.matches(readerName) > longest) {
				longest = model.matches(readerName);
				best = model;
			}
		}
		return best;
	}

	private static ReaderModel model(Bundle bundle, Map<String, Object> attributes) throws IOException {
		String path = text(attributes, "texts");
		return new ReaderModel(text(attributes, "id"), text(attributes, "maker"), text(attributes, "model"),
				texts(attributes, "names"), texts(attributes, "usb"), Bytes.of(file(bundle, path + ".svg")),
				Map.of("en", properties(bundle, path + ".properties"), "tr", properties(bundle, path + "_tr.properties")));
	}

	private static String text(Map<String, Object> attributes, String name) {
		if (attributes.get(name) instanceof String text) {
			return text;
		}
		throw new IllegalArgumentException("no " + name);
	}

	/** A list, or a text with commas. */
	private static List<String> texts(Map<String, Object> attributes, String name) {
		return attributes.get(name) instanceof List<?> several ? several.stream().map(String::valueOf).toList()
				: Arrays.stream(text(attributes, name).split(",")).map(String::strip).toList();
	}

	private static Map<String, String> properties(Bundle bundle, String path) throws IOException {
		Properties texts = new Properties();
		try (InputStreamReader in = new InputStreamReader(open(bundle, path), StandardCharsets.UTF_8)) {
			texts.load(in);
		}
		return texts.stringPropertyNames().stream().collect(Collectors.toUnmodifiableMap(key -> key, texts::getProperty));
	}

	private static byte[] file(Bundle bundle, String path) throws IOException {
		try (InputStream in = open(bundle, path)) {
			return in.readAllBytes();
		}
	}

	private static InputStream open(Bundle bundle, String path) throws IOException {
		URL entry = bundle.getEntry(path);
		if (entry == null) {
			throw new IOException("no " + path);
		}
		return entry.openStream();
	}
}
