package ask

import (
	"strings"

	"briefbot/briefing/text"
)

// classLines tell, for nouns that are asked for by "which", the common words for things of that class: "which
// disease" is answered by "polio", which no capital letter marks. A line is the asked nouns, a colon, the things.
var classLines = []string{
	"sport game: football soccer tennis golf cricket rugby baseball basketball hockey swimming boxing wrestling skiing skating cycling running rowing sailing " +
		"badminton volleyball handball netball lacrosse pickleball surfing skateboarding gymnastics athletics fencing judo karate archery chess darts snooker curling " +
		"bobsled luge biathlon triathlon marathon diving squash softball polo",
	"disease illness virus infection outbreak: flu influenza cold cholera polio measles mumps rubella malaria dengue zika ebola mpox monkeypox smallpox chickenpox covid coronavirus " +
		"tuberculosis hepatitis hiv aids cancer diabetes dementia rabies anthrax plague typhoid diphtheria tetanus meningitis pneumonia norovirus salmonella listeria rsv " +
		"syphilis legionnaires asthma leukaemia leukemia",
	"animal creature species pet mammal reptile predator beast: dog cat horse cow bull pig sheep goat lamb donkey rabbit mouse rat squirrel bear wolf fox lion tiger leopard cheetah " +
		"elephant rhino hippo giraffe zebra monkey ape gorilla chimpanzee orangutan panda koala kangaroo whale dolphin shark seal otter beaver bat deer moose elk bison camel snake python " +
		"alligator crocodile turtle tortoise lizard frog toad salamander spider octopus squid crab lobster jellyfish salmon tuna cod herring eel cougar lynx jaguar raccoon skunk hedgehog " +
		"badger mink ferret alpaca llama walrus dinosaur mammoth",
	"insect bug pest: ant bee wasp hornet fly mosquito butterfly moth beetle locust grasshopper cricket cockroach termite lanternfly ladybird ladybug aphid tick spider",
	"bird: eagle hawk falcon owl crow raven pigeon dove sparrow robin swan goose duck chicken turkey penguin parrot flamingo ostrich emu pelican gull puffin stork heron crane vulture condor peacock",
	"food item product ingredient condiment fruit vegetable crop dish snack treat grocery staple grain commodity: bread rice wheat flour maize corn barley pasta pizza burger sandwich taco soup salad cheese butter milk cream yogurt " +
		"egg meat beef pork lamb chicken turkey bacon sausage fish salmon shrimp bean lentil pea potato tomato onion garlic carrot lettuce spinach cabbage cucumber pepper mushroom pumpkin apple " +
		"orange banana grape lemon lime peach pear cherry strawberry raspberry blueberry mango pineapple melon avocado olive oil sugar salt honey mustard ketchup mayonnaise vinegar sauce " +
		"chocolate candy cookie cake doughnut donut pie cereal oat nut peanut almond popcorn formula coffee tea cocoa soy soybean nugget",
	"drink beverage: water milk juice coffee tea cocoa lemonade soda cola beer wine whisky whiskey vodka gin rum champagne cider cocktail smoothie",
	"currency: dollar euro pound yen yuan renminbi rouble ruble rupee franc peso lira real rand krona krone won shekel dinar riyal hryvnia zloty bitcoin ether",
	"colour color: red orange yellow green blue purple violet pink brown black white grey gray gold silver",
	"metal material mineral element fuel resource: gold silver copper iron steel aluminium aluminum nickel zinc lead tin lithium cobalt uranium plutonium platinum titanium oil gas coal petrol gasoline diesel hydrogen wood plastic glass concrete",
	"disaster event weather phenomenon: flood drought earthquake hurricane tornado typhoon cyclone storm wildfire fire eruption landslide mudslide avalanche tsunami heatwave blizzard",
	"instrument: piano guitar violin cello flute trumpet drum harp organ saxophone clarinet trombone",
	"day: monday tuesday wednesday thursday friday saturday sunday",
	"month: january february march april may june july august september october november december",
	"season: spring summer autumn winter fall",
	"planet: mercury venus earth mars jupiter saturn uranus neptune",
	"direction: north south east west",
	"religion faith: christianity islam judaism hinduism buddhism sikhism catholicism",
	"vehicle: car truck lorry bus train tram plane helicopter ship boat ferry submarine bicycle motorcycle scooter van tank drone ambulance",
	"weapon: gun rifle pistol handgun knife bomb missile rocket grenade mine tank drone shell artillery sword crossbow",
	"drug substance poison: fentanyl cocaine heroin cannabis marijuana aspirin paracetamol ibuprofen insulin morphine ketamine novichok arsenic cyanide opium methamphetamine",
	"meal: breakfast lunch dinner supper brunch",
}

// classes maps the stem of an asked noun to the stems of the things of its class.
var classes = func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for _, line := range classLines {
		nouns, things, _ := strings.Cut(line, ":")
		members := stems(things)
		for _, n := range strings.Fields(nouns) {
			s := text.Stem(n)
			if out[s] == nil {
				out[s] = map[string]bool{}
			}
			for m := range members {
				out[s][m] = true
			}
		}
	}
	return out
}()

// classOf gives the things that the asked noun phrase may be answered by, or nil: its last noun decides.
func classOf(focus []text.Token) map[string]bool {
	for i := len(focus) - 1; i >= 0; i-- {
		if c := classes[focus[i].Stem]; c != nil {
			return c
		}
	}
	return nil
}
