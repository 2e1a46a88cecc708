package io.ringmain.gateway.rest;

import java.util.ArrayList;
import java.util.List;

/** All REST routes, literal paths before those with parameters. */
public final class RestApi {
    private RestApi() {}

    public static Routes routes(RestContext context) {
        CommandRunner commands = new CommandRunner(context);
        Devices devices = new Devices(context);
        DeviceLog deviceLog = new DeviceLog(commands);
        List<Route> all = new ArrayList<>();
        all.addAll(new AuthEndpoints(context).routes());
        all.addAll(new UserEndpoints(context).routes());
        all.addAll(new RoleEndpoints(context).routes());
        all.addAll(new OidcEndpoints(context).routes());
        all.addAll(new SessionEndpoints(context).routes());
        all.addAll(new ApiTokenEndpoints(context).routes());
        all.addAll(new TagEndpoints(context, commands).routes());
        all.addAll(new ValueEndpoints(context, commands).routes());
        all.addAll(new HistoryEndpoints(context).routes());
        all.addAll(new ReportEndpoints(context).routes());
        all.addAll(new RecordEndpoints(context).routes());
        all.addAll(new LogBookEndpoints(context, commands).routes());
        all.addAll(new AlarmEndpoints(context, commands).routes());
        all.addAll(new MachineEndpoints(context, commands).routes());
        all.addAll(new ReplayEndpoints(context).routes());
        all.addAll(new ConnectorEndpoints(context, devices, deviceLog).routes());
        all.addAll(new DeviceEndpoints(devices, deviceLog).routes());
        all.addAll(new BrowsedTagEndpoints(context, devices).routes());
        all.addAll(new CertificateEndpoints(context, devices, deviceLog).routes());
        all.addAll(new ServedNodeEndpoints(context).routes());
        all.addAll(new DefinitionEndpoints(context).routes());
        all.addAll(new ConfigurationEndpoints(context).routes());
        all.addAll(new TagTableEndpoints(context).routes());
        all.addAll(new DisplayEndpoints(context).routes());
        all.addAll(new LayoutEndpoints(context).routes());
        all.addAll(new VersionEndpoints(context).routes());
        all.addAll(new DatabaseEndpoints(context).routes());
        all.addAll(new StreamEndpoints(context).routes());
        all.addAll(new JobEndpoints(context).routes());
        all.addAll(new SystemEndpoints(context).routes());
        all.addAll(new HealthEndpoints(context).routes());
        all.addAll(new MetricsEndpoints(context).routes());
        all.addAll(new PromEndpoints(context).routes());
        return new Routes(all);
    }
}
