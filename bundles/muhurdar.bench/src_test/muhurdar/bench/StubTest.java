package muhurdar.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.spi.CardProfile;
import muhurdar.domain.Atr;
import muhurdar.domain.Bytes;

class StubTest {

	private static final String ANNOTATIONS = "org.osgi.service.component.annotations";

	/** The annotations are OSGi's: they are no part of a plain class path. */
	private static JavaFileObject source(String name, String text) {
		return new SimpleJavaFileObject(URI.create("string:///" + name.replace('.', '/') + ".java"),
				JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignore) {
				return text;
			}
		};
	}

	private static String home(Class<?> type) throws Exception {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
	}

	@Test
	void theStubForAnUnknownCardCompiles(@TempDir Path folder) throws Exception {
		// historical bytes that would end the comment, or begin a Unicode escape
		String stub = Stub.of(Atr.of(Bytes.ofHex("3B0A2A2F5C75303031302020")));
		assertTrue(stub.contains("3B0A2A2F5C75303031302020"), stub);
		var diagnostics = new DiagnosticCollector<JavaFileObject>();
		boolean compiled = ToolProvider.getSystemJavaCompiler().getTask(null, null, diagnostics,
				List.of("-d", folder.toString(), "-proc:none", "-cp",
						home(CardProfile.class) + File.pathSeparator + home(Atr.class)),
				null,
				List.of(source("muhurdar.card.fresh.FreshProfile", stub),
						source(ANNOTATIONS + ".Activate", "package " + ANNOTATIONS + "; public @interface Activate { }"),
						source(ANNOTATIONS + ".Component",
								"package " + ANNOTATIONS + "; public @interface Component { String[] property() default { }; }")))
				.call();
		assertTrue(compiled, () -> diagnostics.getDiagnostics().toString());
	}
}
