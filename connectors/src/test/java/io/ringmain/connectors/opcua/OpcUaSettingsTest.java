package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpcUaSettingsTest {
    private static final Map<String, String> VALID = Map.of("endpoint", "opc.tcp://plc:4840/x", "security", "None");

    private final OpcUaConnectorProvider provider = new OpcUaConnectorProvider();

    private static ConnectorDefinition with(Map<String, String> base, String... more) {
        Map<String, String> settings = new HashMap<>(base);
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new ConnectorDefinition("line1", "opcua", settings);
    }

    private List<String> problems(String... more) {
        return provider.validate(with(VALID, more), List.of());
    }

    @Test
    void shouldTakeDefaults() {
        assertThat(problems()).isEmpty();
        assertThat(OpcUaSettings.parse(with(VALID), new java.util.ArrayList<>()))
                .isEqualTo(new OpcUaSettings(
                        "opc.tcp://plc:4840/x",
                        0,
                        60_000,
                        5_000,
                        2_000,
                        1_000,
                        30_000,
                        500,
                        0,
                        true,
                        86_400_000,
                        new SecuritySettings(
                                List.of(SecurityPolicy.None),
                                MessageSecurityMode.None,
                                null,
                                null,
                                null,
                                true,
                                false,
                                Map.of())));
    }

    @Test
    void shouldTakeDurationsWithUnits() {
        OpcUaSettings settings = OpcUaSettings.parse(
                with(VALID, "publishing-interval", "100ms", "session-timeout", "2m", "reconnect-max", "10s"),
                new java.util.ArrayList<>());
        assertThat(settings.publishingIntervalMs()).isEqualTo(100);
        assertThat(settings.sessionTimeoutMs()).isEqualTo(120_000);
        assertThat(settings.reconnectMaxMs()).isEqualTo(10_000);
    }

    @Test
    void shouldNameTheNearestKnownSetting() {
        assertThat(problems("publishing-intervall", "100ms"))
                .singleElement()
                .asString()
                .startsWith("line1: publishing-intervall: unknown setting, did you mean 'publishing-interval'?");
    }

    @ParameterizedTest
    @CsvSource({
        "publishing-interval, 100",
        "publishing-interval, 1ms",
        "request-timeout, 5h",
        "session-timeout, -1s",
        "batch-size, 0",
        "queue-size, many",
        "reconnect-min, 31s"
    })
    void shouldRefuseABadValue(String key, String value) {
        assertThat(problems(key, value)).singleElement().asString().contains("line1: " + key + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://plc:4840", "opc.tcp://", "opc.tcp://plc:99999", "plc:4840", "opc.tcp:// plc"})
    void shouldRefuseABadEndpoint(String endpoint) {
        assertThat(problems("endpoint", endpoint)).singleElement().asString().startsWith("line1: endpoint: ");
    }

    private List<String> secured(String... settings) {
        Map<String, String> base = Map.of("endpoint", "opc.tcp://plc:4840/x");
        return provider.validate(with(base, settings), List.of());
    }

    @Test
    void shouldSecureTheLinkUnlessToldOtherwise() {
        assertThat(secured()).isEmpty();
        SecuritySettings security = OpcUaSettings.parse(
                        with(Map.of("endpoint", "opc.tcp://plc:4840/x")), new java.util.ArrayList<>())
                .security();
        assertThat(security.policies())
                .containsExactly(
                        SecurityPolicy.Aes256_Sha256_RsaPss,
                        SecurityPolicy.Basic256Sha256,
                        SecurityPolicy.Aes128_Sha256_RsaOaep);
        assertThat(security.mode()).isEqualTo(MessageSecurityMode.SignAndEncrypt);
        assertThat(security.isHostChecked()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "security, Basic128Rsa15, no longer safe",
        "security, Basic256, no longer safe",
        "security, Basic512, is not a security policy",
        "message-mode, None, is no mode",
        "host-check, perhaps, neither true nor false",
        "user, operator, without a password",
        "password, hunter2, a secret must not stand here",
        "password-file, /run/secret, missing beside its password",
        "user-certificate, /a.der, missing; a user's certificate and its key",
        "allow-insecure-password, true, without effect without a user"
    })
    void shouldRefuseAMistakeInSecurity(String key, String value, String words) {
        assertThat(secured(key, value))
                .anySatisfy(line ->
                        assertThat(line).startsWith("line1: ").contains(words).doesNotContain("hunter2"));
    }

    @Test
    void shouldTakeOneUserOnly() {
        assertThat(secured("user", "a", "password-env", "B")).isEmpty();
        assertThat(secured("user-certificate", "/a.der", "user-key", "/a.key")).isEmpty();
        assertThat(secured("user", "a", "password-env", "B", "user-certificate", "/a.der", "user-key", "/a.key"))
                .containsExactly("line1: user-certificate: given beside user, allowed is one of them");
    }

    @Test
    void shouldTakeAModeWithAPolicyOnly() {
        assertThat(problems("message-mode", "Sign"))
                .containsExactly("line1: message-mode: without effect with security None");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ns=2;s=Feed.TK101.Level", "i=2258", "ns=3;i=17", "ns=1;g=09087e75-8e5e-499b-954f-f2a9603db28a"})
    void shouldTakeNodeIds(String address) {
        assertThat(provider.validate(with(VALID), List.of(tag(address, 100)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Feed.TK101.Level", "ns=2", "ns=x;s=a", "ns=2;i=abc"})
    void shouldRefuseWhatIsNoNodeId(String address) {
        assertThat(provider.validate(with(VALID), List.of(tag(address, 100))))
                .singleElement()
                .asString()
                .startsWith("A.B: address '" + address + "' is not a NodeId");
    }

    @Test
    void shouldRefuseAWritableFieldOfAStructure() {
        TagDefinition field = tag("ns=2;s=Pump#motor.speed", 100);
        assertThat(provider.validate(with(VALID), List.of(field)))
                .singleElement()
                .asString()
                .startsWith("A.B: writable, but address 'ns=2;s=Pump#motor.speed' is a field of a structure");
        TagDefinition readOnly = TagDefinition.builder("A.B", TagType.FLOAT64)
                .source(field.source())
                .writable(false)
                .build();
        assertThat(provider.validate(with(VALID), List.of(readOnly, tag("ns=2;s=Curve#[3]", 100))))
                .isEmpty();
    }

    @Test
    void shouldRefuseAnIntervalThatIsTooShort() {
        assertThat(provider.validate(with(VALID), List.of(tag("ns=2;s=a", 5)))).hasSize(1);
    }

    @Test
    void shouldNotCreateWhatIsNotValid() {
        assertThatThrownBy(() -> provider.create(with(VALID, "nonsense", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense");
    }

    private static TagDefinition tag(String address, int intervalMs) {
        return TagDefinition.internal("A.B", TagType.FLOAT64)
                .withSource(new TagSource("line1", address, TagSource.Mode.SUBSCRIBE, intervalMs));
    }
}
