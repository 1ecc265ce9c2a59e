package muhurdar.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Fills the static fields of a {@code Messages} class from {@code messages.properties} (English) or
 * {@code messages_tr.properties} beside it, both UTF-8, in the language that {@link Locale#getDefault()} has at that
 * moment. (What NLS does by itself is fixed to the language in which the framework was started, and to ISO 8859-1.)
 */
public final class Texts {

	private static final Pattern ARGUMENT = Pattern.compile("\\{[0-9]}");

	private Texts() {
	}

	/** To be called in the static initializer of the class. Fails on a field without a text. */
	public static void load(Class<?> messages) {
		Properties texts = file(messages, Locale.getDefault());
		for (Field field : fields(messages)) {
			String text = texts.getProperty(field.getName());
			if (text == null) {
				throw new IllegalStateException("no text for " + messages.getName() + "." + field.getName());
			}
			set(field, text);
		}
	}

	/** Puts the arguments in, as {@code String.valueOf} shows them: numbers and dates must come formatted. */
	public static String fill(String text, Object... arguments) {
		Object[] shown = new Object[arguments.length];
		for (int i = 0; i < shown.length; i++) {
			shown[i] = String.valueOf(arguments[i]);
		}
		return MessageFormat.format(text.replace("'", "''"), shown);
	}

	/**
	 * For a unit test in each bundle: what is wrong between the fields and the two files. Empty if they have the same
	 * names, no text is empty, and both languages take the same arguments.
	 */
	public static List<String> differences(Class<?> messages) {
		Set<String> names = new TreeSet<>();
		fields(messages).forEach(field -> names.add(field.getName()));
		Properties english = file(messages, Locale.ROOT);
		Properties turkish = file(messages, Locale.of("tr"));
		List<String> wrong = new ArrayList<>(compare("messages.properties", names, english.stringPropertyNames()));
		wrong.addAll(compare("messages_tr.properties", names, turkish.stringPropertyNames()));
		for (String name : names) {
			String left = english.getProperty(name, "");
			String right = turkish.getProperty(name, "");
			if (left.isBlank() || right.isBlank()) {
				wrong.add(name + " is empty");
			} else if (!arguments(left).equals(arguments(right))) {
				wrong.add(name + " takes other arguments in Turkish");
			}
		}
		return wrong;
	}

	/** The texts of one language. */
	private static Properties file(Class<?> beside, Locale locale) {
		String name = "messages" + ("tr".equals(locale.getLanguage()) ? "_tr" : "") + ".properties";
		Properties texts = new Properties();
		try (InputStream in = beside.getResourceAsStream(name)) {
			if (in == null) {
				throw new IllegalStateException("no " + name + " beside " + beside.getName());
			}
			texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return texts;
	}

	private static List<String> compare(String file, Set<String> names, Set<String> keys) {
		List<String> wrong = new ArrayList<>();
		names.stream().filter(name -> !keys.contains(name)).forEach(name -> wrong.add(file + " lacks " + name));
		keys.stream().filter(key -> !names.contains(key)).forEach(key -> wrong.add(file + " has too much: " + key));
		return wrong;
	}

	private static Set<String> arguments(String text) {
		Set<String> found = new TreeSet<>();
		ARGUMENT.matcher(text).results().forEach(result -> found.add(result.group()));
		return found;
	}

	private static List<Field> fields(Class<?> messages) {
		List<Field> found = new ArrayList<>();
		for (Field field : messages.getDeclaredFields()) {
			int modifiers = field.getModifiers();
			if (Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers) && field.getType() == String.class) {
				found.add(field);
			}
		}
		return found;
	}

	private static void set(Field field, String text) {
		try {
			field.setAccessible(true);
			field.set(null, text);
		} catch (IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}
}
