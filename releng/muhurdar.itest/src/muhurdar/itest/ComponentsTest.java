package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

class ComponentsTest {

	@Test
	void everyComponentIsSatisfied() {
		ServiceComponentRuntime runtime = House.service(ServiceComponentRuntime.class);
		List<ComponentDescriptionDTO> ours = runtime.getComponentDescriptionDTOs().stream()
				.filter(component -> component.bundle.symbolicName.startsWith("muhurdar.")).toList();
		assertTrue(ours.size() > 15, ours.size() + " components");
		List<String> unsatisfied = ours.stream().flatMap(component -> runtime.getComponentConfigurationDTOs(component).stream())
				.filter(configuration -> configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE
						|| configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
				.map(configuration -> configuration.description.name + " " + configuration.failure).toList();
		assertEquals(List.of(), unsatisfied);
	}
}
