package muhurdar.settings;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import muhurdar.api.DataFolder;

/**
 * Writes everything from INFO up into {@code log/muhurdar.log}, rolling daily and at 10 MB, kept for 30 days; a line
 * carries batch, order and card from the MDC. What the console shows is decided in the bundle muhurdar.logging.
 */
@Component(immediate = true, service = LogFile.class)
public final class LogFile {

	/** One event, one line: what came from outside cannot fake a second one. */
	private static final String PATTERN = "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"} %-5level [%thread] %logger{30} "
			+ "[%X{batch} %X{order} %X{card}] %replace(%msg){'[\\r\\n]+',' | '}%n%ex";

	private final Logger root;
	private final RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();

	@Activate
	public LogFile(@Reference DataFolder folder) {
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		String file = folder.path("log", "muhurdar.log").toString();

		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(context);
		encoder.setPattern(PATTERN);
		encoder.start();

		SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling = new SizeAndTimeBasedRollingPolicy<>();
		rolling.setContext(context);
		rolling.setParent(appender);
		rolling.setFileNamePattern(file.substring(0, file.length() - ".log".length()) + ".%d{yyyy-MM-dd}.%i.log.gz");
		rolling.setMaxFileSize(new FileSize(10 * FileSize.MB_COEFFICIENT));
		rolling.setMaxHistory(30);
		rolling.setTotalSizeCap(new FileSize(500 * FileSize.MB_COEFFICIENT));
		rolling.start();

		appender.setContext(context);
		appender.setName("file");
		appender.setFile(file);
		appender.setEncoder(encoder);
		appender.setRollingPolicy(rolling);
		appender.start();
		root.addAppender(appender);
	}

	@Deactivate
	void close() {
		root.detachAppender(appender);
		appender.stop();
	}
}
