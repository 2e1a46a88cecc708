package io.ringmain.core.site;

import io.ringmain.core.tag.Derivation;
import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;

/** Canonical bytes of a tag, its name apart; what is as usual takes a byte. */
final class TagCodec {
    /** What commands may do, and whether they have to be signed. */
    private static final int WRITABLE = 1;

    private static final int SIGNATURE = 2;

    private static final int UNBOUND = 0;
    private static final int BOUND = 1;
    private static final int BOUND_WITH_OPTIONS = 2;

    private TagCodec() {}

    static void put(DefinitionOutput out, TagDefinition tag) {
        out.code(tag.type().code()); // first, see SitePlan#tagType
        out.whole(tag.length());
        out.text(tag.unit());
        out.text(tag.displayUnit());
        out.text(tag.description());
        out.number(tag.rangeLow());
        out.number(tag.rangeHigh());
        RecordingCodec.putDeadband(out, tag.deadband());
        ConditioningCodec.put(out, tag.conditioning());
        boolean isDerived = !tag.derivation().equals(Derivation.NONE);
        out.flag(isDerived);
        if (isDerived) {
            out.text(tag.derivation().expression());
            out.whole(tag.derivation().tickNs());
        }
        out.code((byte) ((tag.isWritable() ? WRITABLE : 0) | (tag.isSignatureRequired() ? SIGNATURE : 0)));
        putMetadata(out, tag.metadata());
        RecordingCodec.put(out, tag.recording());
        TagSource source = tag.source();
        out.code(source == null ? UNBOUND : source.options().isEmpty() ? BOUND : BOUND_WITH_OPTIONS);
        if (source != null) {
            out.text(source.connector());
            out.text(source.address());
            out.flag(source.mode() == TagSource.Mode.POLL);
            out.whole(source.intervalMs());
            if (!source.options().isEmpty()) {
                out.texts(source.options());
            }
        }
    }

    static TagDefinition get(DefinitionInput in, String name) {
        TagType type = DefinitionInput.known(TagType.ofCode(in.code()), "tag type", name);
        TagDefinition.Builder tag = TagDefinition.builder(name, type)
                .length(in.whole())
                .unit(in.text())
                .displayUnit(in.text())
                .description(in.text())
                .range(in.number(), in.number())
                .deadband(RecordingCodec.getDeadband(in))
                .conditioning(ConditioningCodec.get(in, name))
                .derivation(in.flag() ? new Derivation(in.text(), in.wholeLong()) : Derivation.NONE);
        int commands = in.code();
        return tag.writable((commands & WRITABLE) != 0)
                .signatureRequired((commands & SIGNATURE) != 0)
                .metadata(getMetadata(in))
                .recording(RecordingCodec.get(in, name))
                .source(getSource(in, name))
                .build();
    }

    private static void putMetadata(DefinitionOutput out, SiteMetadata metadata) {
        boolean isSaid = !metadata.equals(SiteMetadata.NONE);
        out.flag(isSaid);
        if (!isSaid) {
            return;
        }
        out.text(metadata.area());
        out.text(metadata.manufacturer());
        out.text(metadata.segment());
        out.number(metadata.positionM());
    }

    private static SiteMetadata getMetadata(DefinitionInput in) {
        return in.flag() ? new SiteMetadata(in.text(), in.text(), in.text(), in.number()) : SiteMetadata.NONE;
    }

    private static TagSource getSource(DefinitionInput in, String name) {
        int form = in.code();
        if (form == UNBOUND) {
            return null;
        }
        if (form != BOUND && form != BOUND_WITH_OPTIONS) {
            throw new IllegalArgumentException(name + ": unknown form of a source, " + form);
        }
        String connector = in.text();
        String address = in.text();
        TagSource.Mode mode = in.flag() ? TagSource.Mode.POLL : TagSource.Mode.SUBSCRIBE;
        int intervalMs = in.whole();
        return form == BOUND
                ? new TagSource(connector, address, mode, intervalMs)
                : new TagSource(connector, address, mode, intervalMs, in.texts());
    }
}
