"""Words that name nothing to be seen or heard: grammar, courtesy, order, and how prompts speak about pictures.

A face and its parts are among them, since every talker has one. A prompt may use them all without being told that
tandem-mini has never seen such a thing. Other forms of a word need not be listed (see `spelling.stems`).
"""

from __future__ import annotations

_GRAMMAR = """
a an the this that these those such same other another each every either neither both all any some no none many much
more most less least few fewer several enough lot lots bit couple pair half whole rest
i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us our ours
ourselves they them their theirs themselves one ones someone somebody something somewhere anyone anybody anything
anywhere everyone everybody everything everywhere nobody nothing nowhere who whom whose which what when where why how
about above across after against along alongside amid among around as at before behind below beneath beside besides
between beyond by despite down during except for from in inside into like near nearby of off on onto opposite out
outside over past per round since through throughout till to toward towards under underneath until up upon upside via
with within without
and or nor but so yet if then else than because although though while whereas whether unless once whenever wherever
however therefore thus also too only just even still already almost always never ever often sometimes usually rarely
again soon later now today tonight here there away apart together instead maybe perhaps quite rather really very highly
extremely totally completely fully slightly somewhat somehow mostly mainly nearly exactly simply clearly suddenly
finally eventually constantly continuously repeatedly occasionally immediately directly meanwhile afterwards forward
forwards backward backwards sideways not yes ok okay please thanks thank hello hi oh etc
am is are was were be been being do does did doing done have has had having can cannot could will would shall should
may might must ought let lets don doesn didn isn aren wasn weren won wouldn couldn shouldn hasn haven hadn ll ve re
"""
_NUMBERS = """
zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen first second third fourth
fifth last next final previous twice double triple single
"""
_VERBS = """
add allow appear ask become begin begun bring came change close come contain continue create declare depict describe
express feature feel felt finish focus follow gave generate get give given go goes going gone got happen hear heard
hold include keep kept knew know leave left let like look loop love made make mean need obtain offer open please
produce put reach remain remember render repeat return said saw say see seem seen set show shown spoke start stay stop
surround take taken tell think thought told took try turn use want watch went wish
"""
_DESCRIPTIONS = """
able actual alone amazing average awesome bad basic beautiful best better brilliant certain clean clear common
complete cool correct cute dear decent detailed different dramatic dynamic easy elegant empty entire epic excellent
exciting expressive extra famous fantastic favourite favorite fine free fresh full funny general good gorgeous great
handsome hard huge important impressive incredible interesting kind lively lovely main natural nice normal obvious
ordinary particular perfect plain pleasant polite possible pretty professional proper pure random ready real right
rough royal separate short long sharp silly similar simple smooth special steady strange strong stunning sudden super
sure sweet tall terrible thick thin true typical unique usual various vivid weird well standard wide wonderful wrong
young old new modern elderly middle aged adult male female dark light bright pale deep older newer later
"""
_PROMPT_TALK = """
ai angle animate animation anime art artistic artwork aspect atmosphere atmospheric audio background blur blurry
camera caption cartoon cgi character clip clipart close closeup color colour colorful colourful comic composition
concept content contrast cut depth description detail digital drawing duration edit effect episode exposure film fps
frame framing front foreground fullhd genre gif graphic hd hdr hyperrealistic illustration image keyframe lens
lighting looped low macro masterpiece medium model mood motion move movie movement mp mpeg noise output painting
perspective photo photograph photography photorealistic picture pixel portrait prompt quality ratio realism realistic
resolution result rgb scene screen screenshot second sec seed sequence setting shot show silent sketch slow slowmo
sound soundtrack speed stereo style stylised stylized subtitle surface surreal text thing time title tone track
trailer transition type uhd ultra version vertical video view viewer viewpoint visible visual voice volume watermark
widescreen word zoom action area back bottom beginning center centre corner direction distance edge end event ground
group height idea kind length level line manner middle minute moment name number object pace part people performance
person piece place point position face head mouth eye lips range reason scale shape side size sort space speaker spot
step story subject top way width world
"""
ENGLISH = frozenset(f"{_GRAMMAR} {_NUMBERS} {_VERBS} {_DESCRIPTIONS} {_PROMPT_TALK}".split())

_CHINESE = """
我们 你们 他们 她们 它们 自己 大家 这个 那个 这些 那些 这里 那里 什么 怎么 为什么 哪里 谁 某个 每个 一些 所有 其他
另外 因为 所以 但是 可是 如果 虽然 而且 或者 还是 以及 然后 接着 最后 首先 同时 已经 正在 一直 总是 经常 有时 突然
慢慢 非常 十分 特别 比较 更加 稍微 有点 几乎 完全 可以 能够 应该 必须 需要 希望 想要 开始 结束 继续 停止 变成 成为
看到 看见 听到 听见 发出 出现 进行 使用 通过 根据 关于 对于 旁边 中间 里面 外面 上面 下面 前面 后面 左边 右边 附近
周围 之间 时候 地方 东西 样子 方式 感觉 部分 所有人 视频 画面 图片 图像 照片 镜头 背景 风格 质量 效果 细节 写实 真实
逼真 超清 动漫 动画 今天 明天 昨天 现在 今年 以后 刚才 马上 早上 上午 中午 下午 当然 真的 知道 觉得 喜欢 欢迎 好的
不要 不是 是的 不同 有用 有趣 奇怪 重要 干净 特别地 一边 一起 一样 一点 一下 一种 各种 许多 很多 不停 不断 来回 高处
有着 带着 拿着 看起来 听起来 好像 好听 漂亮 美丽 好看 可爱 帅气 普通 简单 复杂 清晰 模糊 自然 完美 请 谢谢 生成 制作
展示 显示 描述 内容 场景 声音 音效 人物
"""
CHINESE_WORDS = frozenset(_CHINESE.split())
CHINESE_CHARACTERS = frozenset(
    "的地得了着过们吗呢吧啊呀哦我你您他她它谁这那哪此每各某另些个只位名条件张把块片座辆艘架棵朵头匹台部首段句次场"
    "一二三四五六七八九十百千万两几多少半第零是有在和与跟同及或而且但就都也还又再才很太更最真好不没无别被把让叫给对向往从到"
    "于以为因由按自比像如若则即所之其者上下左右前后里外内中间旁边东西南北来去进出回起过开关要想会能可应该得必将已正当"
    "时候年月日天早晚今明昨刚走站坐拿用听看说"
)
