package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSectionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{tls: {certificate: c.pem}}                                 | http.tls.key: is missing",
                "{tls: {key: k.pem}}                                         | http.tls.certificate: is missing",
                "{tls: {client-ca: a.pem}}                                   | http.tls.client-ca: is of no use without",
                "{tls: {certificate: c.pem, key: k.pem, redirect: true}}     | http.tls.redirect: is for a port of its own",
                "{port: 99, tls: {certificate: c.pem, key: k.pem, port: 99}} | http.tls.port: 99 is http.port, too",
                "{tls: {certificat: c.pem}}                                  | http.tls.certificat: is not known",
                "{limits: {connections: 1}}                                  | http.limits.connections:",
                "{limits: {body: 1KiB}}                                      | http.limits.body: 1024B is not allowed",
                "{limits: {body: 1}}                                         | http.limits.body:",
                "{access-log: yes}                                           | http.access-log:",
                "{metrics: none}                                             | http.metrics:",
            })
    void shouldSayWhatIsWrong(String section, String problem) {
        assertThat(SiteText.problems("site: {name: North}\nhttp: " + section + "\n"))
                .singleElement()
                .asString()
                .contains(problem);
    }
}
