package io.ringmain.gateway.config;

/** How definitions of a bundle stand to those that are there, given that their form may not say all of them. Thread: any. */
public interface BundleForm {
    /** Definitions that are whole. */
    BundleForm WHOLE = new BundleForm() {
        @Override
        public String over(String wanted, String present) {
            return wanted;
        }

        @Override
        public boolean isSame(String wanted, String present) {
            return wanted.equals(present);
        }
    };

    /** What is wanted, with what is there in the place of what the form has no room for. */
    String over(String wanted, String present);

    /** Whether what is wanted says the same as what is there. */
    boolean isSame(String wanted, String present);
}
