package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.connectors.opcua.server.space.Commands;
import io.ringmain.connectors.opcua.server.space.DataValues;
import io.ringmain.connectors.opcua.server.space.NodeAccess;
import io.ringmain.connectors.opcua.server.space.NodePart;
import io.ringmain.connectors.opcua.server.space.PropertyNode;
import io.ringmain.connectors.opcua.server.space.References;
import io.ringmain.connectors.opcua.server.space.ServedMethod;
import io.ringmain.connectors.opcua.server.space.ServedNode;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.Argument;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;

/**
 * A machine's methods: one for each state that an operator may ask for, named after it; {@code Transition} for all of them;
 * and {@code Confirm} for the second step of those that need one.
 *
 * <p>Thread: the one that asked for it.
 */
final class MachineMethods {
    private static final String TO_STATE = "To";
    private static final String TRANSITION = "Transition";
    private static final String CONFIRM = "Confirm";
    private static final String INPUTS = "InputArguments";
    private static final String OUTPUTS = "OutputArguments";
    private static final int MOST_REASON_LENGTH = 1_000;

    private final ServedSite site;
    private final NodeAccess.Level level;
    private final String machine;
    private final int machineId;
    private final MachineDeclaration declaration;
    private final Predicate<Caller> rule;

    /**
     * @param machine identifier of the machine's object
     * @param rule who may move it
     */
    MachineMethods(
            ServedSite site,
            NodeAccess.Level level,
            String machine,
            int machineId,
            MachineDeclaration declaration,
            Predicate<Caller> rule) {
        this.site = site;
        this.level = level;
        this.machine = machine;
        this.machineId = machineId;
        this.declaration = declaration;
        this.rule = rule;
    }

    /** Paths of the methods below the machine. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (int state = 0; state < declaration.states().size(); state++) {
            if (isForOperators(state)) {
                names.add(TO_STATE + "/" + declaration.states().get(state));
            }
        }
        if (!names.isEmpty()) {
            names.add(TRANSITION);
            names.add(CONFIRM);
        }
        return names;
    }

    private boolean isForOperators(int to) {
        return declaration.transitions().stream().anyMatch(t -> t.to() == to && t.isOperator());
    }

    /** A method or one of its properties, null when there is none of that path. */
    ServedNode node(String path) {
        for (String name : names()) {
            if (path.equals(name)) {
                return new Method(name);
            }
            if (path.equals(name + "/" + INPUTS)) {
                return new PropertyNode(machine + "/" + name, INPUTS, NodeIds.Argument, inputs(name));
            }
            if (path.equals(name + "/" + OUTPUTS)) {
                return new PropertyNode(machine + "/" + name, OUTPUTS, NodeIds.Argument, OUTPUT);
            }
        }
        return null;
    }

    private static final Argument[] OUTPUT = {
        argument(
                "Confirmation",
                NodeIds.Int64,
                "What Confirm has to be given within 30 s; 0 when the machine has been asked")
    };

    private static Argument[] inputs(String name) {
        Argument reason = argument("Reason", NodeIds.String, "Stands in the audit trail, may be empty");
        Argument state = argument("State", NodeIds.String, "State that the machine is to go to");
        return switch (name) {
            case TRANSITION -> new Argument[] {state, reason};
            case CONFIRM ->
                new Argument[] {argument("Confirmation", NodeIds.Int64, "What the first step has answered"), reason};
            default -> new Argument[] {reason};
        };
    }

    private static Argument argument(String name, NodeId type, String description) {
        return new Argument(name, type, -1, null, new LocalizedText("en", description));
    }

    private final class Method implements ServedMethod {
        private final String name;

        Method(String name) {
            this.name = name;
        }

        @Override
        public String id() {
            return machine + "/" + name;
        }

        @Override
        public String browseName() {
            return name.substring(name.lastIndexOf('/') + 1);
        }

        @Override
        public boolean isExecutable() {
            MachineSnapshot present = new MachineSnapshot();
            if (!level.canWrite() || !site.plant().machines().read(machineId, present)) {
                return false;
            }
            return switch (name) {
                case TRANSITION -> true;
                case CONFIRM -> present.pendingState != MachineDeclaration.NO_STATE;
                default -> {
                    int to = declaration.states().indexOf(browseName());
                    MachineDeclaration.Transition way = declaration.transition(present.state, to);
                    yield present.isFaulted ? to == 0 : way != null && way.isOperator();
                }
            };
        }

        @Override
        public boolean isExecutable(Caller caller) {
            return rule.test(caller);
        }

        @Override
        public void references(References to) {
            to.from(NodeIds.HasComponent, machine);
            to.property(id() + "/" + INPUTS);
            to.property(id() + "/" + OUTPUTS);
        }
    }

    /** @param name path of the method below the machine */
    CompletableFuture<CallMethodResult> call(String name, Variant[] inputs, Caller caller) {
        if (!names().contains(name)) {
            return refused(StatusCodes.Bad_MethodInvalid);
        }
        if (!level.canWrite() || !rule.test(caller)) {
            return refused(StatusCodes.Bad_UserAccessDenied);
        }
        Argument[] wanted = inputs(name);
        if (inputs.length != wanted.length) {
            return refused(
                    inputs.length < wanted.length
                            ? StatusCodes.Bad_ArgumentsMissing
                            : StatusCodes.Bad_TooManyArguments);
        }
        String reason = reason(inputs[inputs.length - 1]);
        if (reason == null) {
            return invalid(inputs.length, inputs.length - 1);
        }
        return switch (name) {
            case TRANSITION -> transition(inputs[0].value() instanceof String state ? state : "", reason, 2, caller);
            case CONFIRM -> confirm(inputs[0], reason, caller);
            default -> transition(name.substring(TO_STATE.length() + 1), reason, 1, caller);
        };
    }

    private static String reason(Variant input) {
        String text = input.value() instanceof LocalizedText localized ? localized.text() : null;
        if (input.value() instanceof String string) {
            text = string;
        } else if (input.value() == null) {
            text = "";
        }
        return text == null || text.length() > MOST_REASON_LENGTH ? null : text;
    }

    private CompletableFuture<CallMethodResult> transition(String to, String reason, int arguments, Caller caller) {
        int state = declaration.states().indexOf(to);
        return state < 0
                ? invalid(arguments, 0)
                : send(Commands.Order.of(Command.Kind.TRANSITION, machineId, 0, state, reason), caller);
    }

    private CompletableFuture<CallMethodResult> confirm(Variant confirmation, String reason, Caller caller) {
        if (!(confirmation.value() instanceof Number number) || number.longValue() <= 0) {
            return invalid(2, 0);
        }
        MachineSnapshot present = new MachineSnapshot();
        site.plant().machines().read(machineId, present);
        if (present.pendingState == MachineDeclaration.NO_STATE || present.pendingSequence != number.longValue()) {
            return refused(StatusCodes.Bad_InvalidState);
        }
        return send(
                Commands.Order.of(
                        Command.Kind.CONFIRM_TRANSITION, machineId, number.longValue(), present.pendingState, reason),
                caller);
    }

    private CompletableFuture<CallMethodResult> send(Commands.Order order, Caller caller) {
        return site.commands().send(order, caller).thenApply(MachineMethods::answer);
    }

    private static CallMethodResult answer(CommandOutcome outcome) {
        int status = Commands.statusOf(outcome);
        if (Quality.isBad(status)) {
            return NodePart.refused(Integer.toUnsignedLong(status));
        }
        boolean isToBeConfirmed = status == Quality.GOOD_COMPLETES_ASYNCHRONOUSLY;
        return new CallMethodResult(DataValues.status(status), new StatusCode[0], new DiagnosticInfo[0], new Variant[] {
            new Variant(isToBeConfirmed ? outcome.commandSequence() : 0L)
        });
    }

    private static CompletableFuture<CallMethodResult> refused(long statusCode) {
        return CompletableFuture.completedFuture(NodePart.refused(statusCode));
    }

    private static CompletableFuture<CallMethodResult> invalid(int arguments, int index) {
        StatusCode[] results = new StatusCode[arguments];
        for (int i = 0; i < arguments; i++) {
            results[i] = i == index ? new StatusCode(StatusCodes.Bad_TypeMismatch) : StatusCode.GOOD;
        }
        return CompletableFuture.completedFuture(new CallMethodResult(
                new StatusCode(StatusCodes.Bad_InvalidArgument), results, new DiagnosticInfo[arguments], null));
    }
}
