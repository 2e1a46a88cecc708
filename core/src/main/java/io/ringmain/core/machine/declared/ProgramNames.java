package io.ringmain.core.machine.declared;

import io.ringmain.core.expression.Expression;
import io.ringmain.core.expression.Operand;
import io.ringmain.core.expression.Scope;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.unit.EngineeringUnit;
import io.ringmain.core.unit.UnknownUnitException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What the names in a program's expressions stand for: tags that it reads, tags that it writes, attributes, time. */
final class ProgramNames implements Scope {
    private final Function<String, TagDefinition> tags;
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final List<Attribute> attributes;

    ProgramNames(
            Function<String, TagDefinition> tags,
            Collection<Expression> expressions,
            Set<String> written,
            List<Attribute> attributes) {
        this.tags = tags;
        this.attributes = attributes;
        Set<String> read = new TreeSet<>();
        expressions.forEach(expression -> read.addAll(expression.references()));
        attributes.forEach(attribute -> read.remove(attribute.name()));
        for (String name : written) {
            if (tags.apply(name) != null) {
                outputs.add(name);
            }
        }
        for (String name : read) {
            if (!written.contains(name) && tags.apply(name) != null) {
                inputs.add(name);
            }
        }
    }

    /** Names of the tags that are read and not written. */
    List<String> inputs() {
        return inputs;
    }

    List<String> outputs() {
        return outputs;
    }

    private int attribute(String name) {
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public Operand resolve(String name) {
        int first = inputs.size() + outputs.size();
        int attribute = attribute(name);
        if (attribute >= 0) {
            Attribute found = attributes.get(attribute);
            return new Operand(first + attribute, found.type(), 1, unit(found.unit()));
        }
        if (name.equals(MachineProgram.TIME_IN_STATE)) {
            return new Operand(first + attributes.size(), TagType.FLOAT64, 1, unit("s"));
        }
        TagDefinition tag = tags.apply(name);
        if (tag == null) {
            return null;
        }
        int input = inputs.indexOf(name);
        int id = input >= 0 ? input : inputs.size() + outputs.indexOf(name);
        return new Operand(id, tag.type(), tag.length(), unit(tag.unit()));
    }

    /** The unit, none for one that is unknown, which is reported where it is declared. */
    static EngineeringUnit unit(String text) {
        try {
            return EngineeringUnit.parse(text);
        } catch (UnknownUnitException e) {
            return EngineeringUnit.NONE;
        }
    }
}
