package io.ringmain.historian.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RFC 6962, 2.1, for all trees of up to so many leaves, against the definition. */
class MerklePathsTest {
    private static final int MOST = 33;

    private final TreeHash hash = new TreeHash();
    private final List<byte[]> leaves = IntStream.range(0, MOST)
            .mapToObj(i -> hash.leaf(EntryType.BATCH, "leaf " + i))
            .toList();
    private final MerklePaths paths = new MerklePaths(i -> leaves.get((int) i), (from, to) -> null);

    /** The definition of RFC 6962, word by word. */
    private byte[] root(List<byte[]> of) {
        if (of.size() == 1) {
            return of.get(0);
        }
        int k = 1;
        while (2 * k < of.size()) {
            k *= 2;
        }
        return hash.node(root(of.subList(0, k)), root(of.subList(k, of.size())));
    }

    @Test
    void shouldGrowToTheRootOfTheDefinition() {
        Frontier frontier = new Frontier(hash);
        for (int size = 1; size <= MOST; size++) {
            frontier.append(leaves.get(size - 1));
            assertThat(frontier.root()).isEqualTo(root(leaves.subList(0, size)));
        }
    }

    @Test
    void shouldHaveTheEmptyRootOfTheRfc() {
        assertThat(HexFormat.of().formatHex(new Frontier(hash).root()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void shouldProveEachLeafOfEachTreeAndNoOther() {
        for (int size = 1; size <= MOST; size++) {
            byte[] root = root(leaves.subList(0, size));
            for (int leaf = 0; leaf < size; leaf++) {
                List<byte[]> path = paths.inclusion(leaf, size);
                assertThat(MerklePaths.isIncluded(leaves.get(leaf), leaf, size, path, root))
                        .as("leaf %d of %d", leaf, size)
                        .isTrue();
                for (int other = 0; other < size; other++) {
                    if (other != leaf) {
                        assertThat(MerklePaths.isIncluded(leaves.get(other), leaf, size, path, root))
                                .isFalse();
                        assertThat(MerklePaths.isIncluded(leaves.get(leaf), other, size, path, root))
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void shouldProveThatEachTreeHasGrownOutOfEachSmallerOne() {
        for (int size = 1; size <= MOST; size++) {
            for (int grown = size; grown <= MOST; grown++) {
                byte[] root = root(leaves.subList(0, size));
                byte[] grownRoot = root(leaves.subList(0, grown));
                List<byte[]> path = paths.consistency(size, grown);
                assertThat(MerklePaths.isConsistent(size, root, grown, grownRoot, path))
                        .as("%d to %d", size, grown)
                        .isTrue();
                byte[] another = root.clone();
                another[5] ^= 1;
                assertThat(MerklePaths.isConsistent(size, another, grown, grownRoot, path))
                        .isFalse();
                if (!path.isEmpty()) {
                    List<byte[]> cut = new ArrayList<>(path);
                    cut.remove(cut.size() - 1);
                    assertThat(MerklePaths.isConsistent(size, root, grown, grownRoot, cut))
                            .isFalse();
                }
            }
        }
    }
}
