package io.ringmain.core.unit;

import java.util.ArrayList;
import java.util.List;

/** One factor of a unit's written form. */
record Term(String symbol, int power) {
    /** Far beyond what anyone measures; powers of powers would fill the heap with digits. */
    static final int MAX_POWER = 30;

    Term {
        if (power < -MAX_POWER || power > MAX_POWER) {
            throw new UnknownUnitException("power " + power + " of '" + symbol + "' is not allowed, must be -"
                    + MAX_POWER + " to " + MAX_POWER);
        }
    }

    Term power(int n) {
        return new Term(symbol, power * n);
    }

    /** Equal symbols meet in their first place; what cancels goes. */
    static List<Term> product(List<Term> left, List<Term> right, int rightSign) {
        List<Term> product = new ArrayList<>(left);
        for (Term term : right) {
            int at = indexOf(product, term.symbol);
            int power = term.power * rightSign;
            if (at < 0) {
                product.add(new Term(term.symbol, power));
            } else if (product.get(at).power + power == 0) {
                product.remove(at);
            } else {
                product.set(at, new Term(term.symbol, product.get(at).power + power));
            }
        }
        return List.copyOf(product);
    }

    /** Such as {@code kg*m/(s2*A)}, which the parser reads again; {@code 1} when nothing is left. */
    static String symbol(List<Term> terms) {
        StringBuilder above = new StringBuilder();
        StringBuilder below = new StringBuilder();
        int belowCount = 0;
        for (Term term : terms) {
            StringBuilder side = term.power > 0 ? above : below;
            if (side.length() > 0) {
                side.append('*');
            }
            side.append(term.symbol);
            int power = Math.abs(term.power);
            if (power != 1) {
                // "10^32" and "H2O2" would be read as something else
                boolean endsInDigit = Character.isDigit(term.symbol.charAt(term.symbol.length() - 1));
                side.append(endsInDigit ? "^" : "").append(power);
            }
            belowCount += term.power < 0 ? 1 : 0;
        }
        if (belowCount == 0) {
            return above.length() == 0 ? "1" : above.toString();
        }
        String numerator = above.length() == 0 ? "1" : above.toString();
        return numerator + "/" + (belowCount == 1 ? below : "(" + below + ")");
    }

    private static int indexOf(List<Term> terms, String symbol) {
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).symbol.equals(symbol)) {
                return i;
            }
        }
        return -1;
    }
}
