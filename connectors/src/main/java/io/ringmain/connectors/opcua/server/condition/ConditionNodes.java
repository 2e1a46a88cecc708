package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.connectors.opcua.server.space.AreaIds;
import io.ringmain.connectors.opcua.server.space.DataValues;
import io.ringmain.connectors.opcua.server.space.Reading;
import io.ringmain.connectors.opcua.server.space.References;
import io.ringmain.connectors.opcua.server.space.ServedNode;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.connectors.opcua.server.space.ServedVariable;
import io.ringmain.connectors.opcua.server.space.TagIds;
import io.ringmain.core.alarm.AlarmDefinition;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;

/** The nodes of conditions, made when they are asked for. Thread: any. */
final class ConditionNodes {
    private final ServedSite site;
    private final ConditionBook book;
    private volatile AlarmIndex index;

    ConditionNodes(ServedSite site, ConditionBook book) {
        this.site = site;
        this.book = book;
    }

    /** The alarms as they are configured now. */
    AlarmIndex index() {
        AlarmIndex present = index;
        if (present == null || present.plan() != site.plant().site()) {
            present = new AlarmIndex(site.plant().site(), site);
            index = present;
        }
        return present;
    }

    /** Null when there is none. */
    ServedNode node(String id) {
        if (id.equals(ServedSite.ALARMS)) {
            return new Folder();
        }
        AlarmDefinition alarm = alarm(id);
        if (alarm == null) {
            return null;
        }
        String path = ConditionIds.path(id);
        if (path.isEmpty()) {
            return new Whole(alarm);
        }
        Member member = Members.of(alarm).get(path);
        if (member == null) {
            return null;
        }
        return member.isObject() ? new Part(alarm, member) : new Variable(alarm, member);
    }

    /** What leads to conditions, or to their sources, from nodes that are no conditions. */
    void gather(String id, References to) {
        String tag = TagIds.restOf(id).isEmpty() ? TagIds.tagOf(id) : null;
        if (tag != null) {
            index().ofTag(tag).forEach(alarm -> to.to(NodeIds.HasCondition, ConditionIds.of(alarm)));
        }
        String area = AreaIds.areaOf(id);
        if (area != null && AreaIds.segmentOf(id) == null) {
            to.add(NodeIds.HasNotifier, NodeIds.Server, false);
            index().tagsOfArea(area).forEach(source -> to.to(NodeIds.HasEventSource, TagIds.of(source)));
        }
    }

    /** The alarm that a node is one of, or a part of; null when there is none that may be seen. */
    AlarmDefinition alarm(String id) {
        String name = ConditionIds.alarm(id);
        int alarmId = name == null ? -1 : site.plant().site().alarmId(name);
        AlarmDefinition alarm = site.plant().site().alarm(alarmId);
        return alarm == null || !AlarmIndex.isSeen(site, alarm) ? null : alarm;
    }

    private static void children(AlarmDefinition alarm, String parent, References to) {
        for (Map.Entry<String, Member> entry : Members.of(alarm).entrySet()) {
            Member member = entry.getValue();
            if (member.parent().equals(parent)) {
                to.to(member.reference(), ConditionIds.of(alarm.name(), member.path()));
            }
        }
    }

    private static void methods(AlarmDefinition alarm, boolean isOfShelf, References to) {
        for (ConditionMethod method : ConditionMethod.values()) {
            if (method.isOf(alarm.policy()) && isOfShelf == (method.on() == ConditionMethod.On.SHELF)) {
                to.add(NodeIds.HasComponent, method.nodeId(), true);
            }
        }
    }

    private final class Folder implements ServedNode {
        @Override
        public String id() {
            return ServedSite.ALARMS;
        }

        @Override
        public NodeClass nodeClass() {
            return NodeClass.Object;
        }

        @Override
        public String browseName() {
            return ServedSite.ALARMS;
        }

        @Override
        public NodeId typeDefinition() {
            return NodeIds.FolderType;
        }

        @Override
        public int eventNotifier() {
            return 1;
        }

        @Override
        public void references(References to) {
            to.add(NodeIds.Organizes, NodeIds.ObjectsFolder, false);
            to.add(NodeIds.HasNotifier, NodeIds.Server, false);
            index().names().forEach(name -> to.organizes(ConditionIds.of(name)));
            index().tags().forEach(tag -> to.to(NodeIds.HasEventSource, TagIds.of(tag)));
        }
    }

    /** A condition itself. */
    private static final class Whole implements ServedNode {
        private final AlarmDefinition alarm;

        Whole(AlarmDefinition alarm) {
            this.alarm = alarm;
        }

        @Override
        public String id() {
            return ConditionIds.of(alarm.name());
        }

        @Override
        public NodeClass nodeClass() {
            return NodeClass.Object;
        }

        @Override
        public String browseName() {
            return alarm.name();
        }

        @Override
        public String description() {
            return alarm.message();
        }

        @Override
        public NodeId typeDefinition() {
            return ConditionTypes.of(alarm);
        }

        @Override
        public void references(References to) {
            to.from(NodeIds.Organizes, ServedSite.ALARMS);
            to.from(NodeIds.HasCondition, TagIds.of(alarm.tag()));
            children(alarm, "", to);
            methods(alarm, false, to);
        }
    }

    /** An object that is part of a condition. */
    private static final class Part implements ServedNode {
        private final AlarmDefinition alarm;
        private final Member member;

        Part(AlarmDefinition alarm, Member member) {
            this.alarm = alarm;
            this.member = member;
        }

        @Override
        public String id() {
            return ConditionIds.of(alarm.name(), member.path());
        }

        @Override
        public NodeClass nodeClass() {
            return NodeClass.Object;
        }

        @Override
        public String browseName() {
            return member.browseName();
        }

        @Override
        public boolean isStandardName() {
            return true;
        }

        @Override
        public NodeId typeDefinition() {
            return member.typeDefinition();
        }

        @Override
        public void references(References to) {
            to.from(NodeIds.HasComponent, ConditionIds.of(alarm.name()));
            children(alarm, member.path(), to);
            if (member.path().equals(Shelving.PATH)) {
                methods(alarm, true, to);
            }
        }
    }

    private final class Variable implements ServedVariable {
        private final AlarmDefinition alarm;
        private final Member member;

        Variable(AlarmDefinition alarm, Member member) {
            this.alarm = alarm;
            this.member = member;
        }

        @Override
        public String id() {
            return ConditionIds.of(alarm.name(), member.path());
        }

        @Override
        public String browseName() {
            return member.browseName();
        }

        @Override
        public boolean isStandardName() {
            return true;
        }

        @Override
        public NodeId typeDefinition() {
            return member.typeDefinition();
        }

        @Override
        public NodeId dataType() {
            return member.dataType();
        }

        @Override
        public DataValue value(Reading reading) {
            Condition condition = book.present(site.plant().site().alarmId(alarm.name()), reading);
            return condition == null
                    ? new DataValue(StatusCodes.Bad_NodeIdUnknown)
                    : DataValues.of(member.value().apply(condition), condition.state().changedNs);
        }

        @Override
        public void references(References to) {
            String parent = member.parent();
            to.from(
                    member.reference(),
                    parent.isEmpty() ? ConditionIds.of(alarm.name()) : ConditionIds.of(alarm.name(), parent));
            children(alarm, member.path(), to);
        }
    }
}
