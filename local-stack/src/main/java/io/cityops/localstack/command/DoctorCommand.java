package io.cityops.localstack.command;

import io.cityops.localstack.city.Diagnosis;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "doctor", description = "Says what is wrong with this machine or this installation, and the remedy.")
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Override
    public Integer call() throws Exception {
        List<Diagnosis.Finding> findings = new Diagnosis(city.settings()).findings();
        findings.forEach(finding -> System.out.println(finding.line()));
        boolean healthy = findings.stream().noneMatch(Diagnosis.Finding::isProblem);
        System.out.println(healthy ? "nothing is wrong" : "something is wrong, see above");
        return healthy ? 0 : 1;
    }
}
