package io.cityops.localstack.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptSourcesTest {
    @TempDir
    Path etcApt;

    @Test
    void stanzaKeepsItsMirrorAndKeyAndGetsTheOtherSuite() {
        assertThat(AptSources.fromStanzas("""
                        # the archive
                        Types: deb
                        URIs: http://mirror.example/debian
                        Suites: bookworm bookworm-updates
                        Components: main contrib
                        Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

                        Types: deb
                        URIs: http://mirror.example/debian-security
                        Suites: bookworm-security
                        Components: main
                        """, "trixie")).containsExactly("""
                        Types: deb
                        URIs: http://mirror.example/debian
                        Suites: trixie
                        Components: main
                        Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
                        """);
    }

    @Test
    void keyThatStandsInTheStanzaItselfIsKept() {
        String key = "Signed-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n";
        assertThat(AptSources.fromStanzas(
                        "Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\nComponents: main\n" + key,
                        "trixie"))
                .singleElement()
                .asString()
                .contains("-----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF");
    }

    @Test
    void archivesThatAreOffOrHoldOnlySourcesOrNoMainAreLeftOut() {
        assertThat(AptSources.fromStanzas("""
                        Enabled: no
                        Types: deb
                        URIs: http://off.example/debian
                        Suites: bookworm
                        Components: main

                        Types: deb-src
                        URIs: http://sources.example/debian
                        Suites: bookworm
                        Components: main

                        Types: deb
                        URIs: http://vendor.example/repo
                        Suites: bookworm
                        Components: stable
                        """, "trixie")).isEmpty();
    }

    @Test
    void lineIsReadWithItsOptions() {
        assertThat(AptSources.fromLines("""
                        # deb http://commented.example/debian bookworm main
                        deb [arch=amd64 signed-by=/etc/key.gpg] http://mirror.example/debian bookworm main contrib # ours
                        deb-src http://mirror.example/debian bookworm main
                        deb http://mirror.example/debian bookworm-backports main
                        deb cdrom:[Debian]/ bookworm main
                        """, "trixie")).containsExactly("""
                        Types: deb
                        URIs: http://mirror.example/debian
                        Suites: trixie
                        Components: main
                        Signed-By: /etc/key.gpg
                        """);
    }

    @Test
    void bothFormatsOfAMachineAreReadAndTheSameArchiveIsNamedOnce() throws IOException {
        Files.writeString(etcApt.resolve("sources.list"), "deb http://mirror.example/debian bookworm main\n");
        Path folder = Files.createDirectory(etcApt.resolve("sources.list.d"));
        Files.writeString(folder.resolve("more.list"), "deb http://mirror.example/debian bookworm main\n");
        Files.writeString(
                folder.resolve("debian.sources"),
                "Types: deb\nURIs: http://other.example/debian\nSuites: bookworm\nComponents: main\n");
        Files.writeString(folder.resolve("old.list.save"), "deb http://old.example/debian bookworm main\n");

        assertThat(AptSources.forSuite(etcApt, "trixie"))
                .containsOnlyOnce("mirror.example")
                .containsOnlyOnce("other.example")
                .doesNotContain("old.example");
    }

    @Test
    void machineWithoutSuchAnArchiveHasNone() throws IOException {
        assertThat(AptSources.forSuite(etcApt, "trixie")).isEmpty();
    }
}
