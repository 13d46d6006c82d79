package io.sealstream.fuzzing.targets;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.sealstream.fuzzing.edits.Choices;

/** The fuzzer's bytes, which it chooses for the code they reach. */
record FuzzerChoices(FuzzedDataProvider data) implements Choices {
    @Override
    public int number(int from, int to) {
        return data.consumeInt(from, to);
    }

    @Override
    public long number() {
        return data.consumeLong();
    }

    @Override
    public double real() {
        return data.consumeDouble();
    }

    @Override
    public byte[] bytes(int most) {
        return data.consumeBytes(most);
    }

    @Override
    public String text(int most) {
        return data.consumeString(most);
    }
}
